"""The pages of an import: choose, say what the columns mean, watch, mend, take back."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from shouwang.kernel.matters import incoming, tasks
from shouwang.kernel.matters.models import ImportRun, Matter
from shouwang.kernel.matters.sheets.refusal import Unreadable
from shouwang.kernel.people.models import Account
from tests.cast import Cast
from tests.kernel.matters.tables import LINES, as_csv, as_xlsx, brought, opened

pytestmark = pytest.mark.once

BROKEN = ("104", "井盖翘起", "学校门口井盖翘起", "大前天")
HUGE = "长" * 150_000


@pytest.fixture
def desk(cast: Cast, client: Client) -> Client:
    client.force_login(cast.officer)
    return client


def upload(desk: Client, path: Path) -> Any:
    return desk.post(reverse("desk:import"), {"file": SimpleUploadedFile(path.name, path.read_bytes())})


def as_planned(run: ImportRun, **change: Any) -> dict[str, Any]:
    data = {"origin": run.origin, "kind": run.kind, "datum": run.datum, "as_records": "yes"}
    data |= {f"column_{place}": str(field) for place, field in enumerate(incoming.fields_of(run))}
    return data | change


def page_of(run: ImportRun, name: str = "import_run", **more: Any) -> str:
    return reverse(f"desk:{name}", kwargs={"pk": run.pk, **more})


def test_a_table_goes_from_the_file_to_the_matters(desk: Client, tmp_path: Path) -> None:
    answer = upload(desk, as_xlsx(tmp_path / "热线.xlsx"))
    run = ImportRun.objects.get()
    assert answer.headers["Location"] == page_of(run)
    shown = desk.get(page_of(run)).content.decode()
    assert "东口路灯不亮" in shown
    assert "热线.xlsx" in shown
    desk.post(page_of(run), as_planned(run, origin="县热线", start="1"))
    assert "every 1s" in desk.get(page_of(run)).content.decode()
    tasks.carry_on_import.call(str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.origin, Matter.objects.count()) == ("done", "县热线", 3)
    assert f"run={run.pk}" in desk.get(page_of(run)).content.decode()


def test_looking_again_with_another_choice_brings_nothing_in(desk: Client, cast: Cast, tmp_path: Path) -> None:
    run = opened(cast.room, as_csv(tmp_path / "a.csv"))
    desk.post(page_of(run), as_planned(run, column_1="extra"))
    run.refresh_from_db()
    assert run.state == "previewed"
    assert [str(field) for field in incoming.fields_of(run)] == ["outside_id", "extra", "text", "received"]


def test_a_long_table_is_looked_at_by_the_worker_and_the_page_tells_how_far(
    desk: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "TRIED_AT_ONCE", 2)
    upload(desk, as_csv(tmp_path / "a.csv", [*LINES, BROKEN]))
    run = ImportRun.objects.get()
    assert run.is_being_tried
    assert "every 1s" in desk.get(page_of(run)).content.decode()
    assert desk.get(page_of(run, "import_progress")).status_code == 200
    desk.post(page_of(run, "import_go_on"))
    run.refresh_from_db()
    assert run.state == "previewed"
    tasks.carry_on_import.call(str(run.pk))
    assert desk.get(page_of(run, "import_progress")).headers["HX-Redirect"] == page_of(run)
    shown = desk.get(page_of(run))
    assert shown.context["coming"] == 3
    assert "大前天" in shown.content.decode()


def test_a_large_file_is_read_by_the_worker_and_the_page_tells_how_far(
    desk: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "READ_AT_ONCE", 5)
    upload(desk, as_csv(tmp_path / "a.csv", [*LINES, BROKEN]))
    run = ImportRun.objects.get()
    assert (run.state, run.rows.count()) == ("reading", 0)
    assert "every 1s" in desk.get(page_of(run)).content.decode()
    assert desk.get(page_of(run, "import_progress")).status_code == 200
    assert page_of(run) in desk.get(reverse("desk:import")).content.decode()
    tasks.carry_on_import.call(str(run.pk))
    assert desk.get(page_of(run)).context["coming"] == 3


def test_a_large_file_that_is_no_table_says_so_on_its_page(
    desk: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "READ_AT_ONCE", 5)
    path = tmp_path / "a.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    upload(desk, path)
    run = ImportRun.objects.get()
    tasks.carry_on_import.call(str(run.pk))
    shown = desk.get(page_of(run)).content.decode()
    assert Unreadable("binary").words in shown
    assert page_of(run, "import_discard") in shown
    assert page_of(run, "import_go_on") not in shown


def test_a_dry_run_that_was_given_up_says_what_to_do_and_can_be_tried_once_more(
    desk: Client, cast: Cast, tmp_path: Path
) -> None:
    run = opened(cast.room, as_csv(tmp_path / "a.csv"))
    ImportRun.objects.update(state="failed", tried_at=None)
    shown = desk.get(page_of(run)).content.decode()
    assert "再试一次" in shown
    assert "另存为" in shown
    assert page_of(run, "import_discard") in shown
    assert page_of(run, "import_undo") not in shown
    desk.post(page_of(run, "import_go_on"))
    tasks.carry_on_import.call(str(run.pk))
    assert desk.get(page_of(run)).context["coming"] == 3


def test_opening_the_page_of_a_plan_reads_no_line_again(
    desk: Client, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = opened(cast.room, as_csv(tmp_path / "a.csv", [*LINES, BROKEN]))
    monkeypatch.setattr(incoming, "try_lines", lambda run: pytest.fail("read again"))
    assert desk.get(page_of(run)).context["coming"] == 3


def test_a_plan_is_looked_at_again_once_the_same_came_in(desk: Client, cast: Cast, tmp_path: Path) -> None:
    run = opened(cast.room, as_csv(tmp_path / "a.csv"))
    brought(cast.room, as_csv(tmp_path / "b.csv", LINES[:2]))
    assert desk.get(page_of(run)).context["coming"] == 1


def test_two_columns_that_mean_the_same_are_refused_beside_the_column(desk: Client, cast: Cast, tmp_path: Path) -> None:
    run = opened(cast.room, as_csv(tmp_path / "a.csv"))
    answer = desk.post(page_of(run), as_planned(run, column_2="title", start="1"))
    assert answer.status_code == 422
    assert "column_2" in answer.context["form"].errors
    run.refresh_from_db()
    assert run.state == "previewed"


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\0\0", b"a,b\n"])
def test_a_file_that_is_no_table_is_refused_with_words(desk: Client, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    answer = upload(desk, path)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not ImportRun.objects.exists()


def test_progress_is_told_until_it_is_over(desk: Client, cast: Cast, tmp_path: Path) -> None:
    run = opened(cast.room, as_csv(tmp_path / "a.csv"))
    desk.post(page_of(run), as_planned(run, start="1"))
    assert desk.get(page_of(run, "import_progress")).status_code == 200
    tasks.carry_on_import.call(str(run.pk))
    answer = desk.get(page_of(run, "import_progress"))
    assert answer.headers["HX-Redirect"] == page_of(run)


def test_a_broken_line_is_shown_mended_and_comes_in(desk: Client, cast: Cast, tmp_path: Path) -> None:
    run = brought(cast.room, as_csv(tmp_path / "a.csv", [*LINES, BROKEN]))
    address = page_of(run, "import_line", line=5)
    assert address in desk.get(page_of(run)).content.decode()
    assert "学校门口井盖翘起" in desk.get(address).content.decode()
    cells = {f"cell_{place}": cell for place, cell in enumerate(BROKEN)}
    still = desk.post(address, cells | {"cell_3": "前天"})
    assert still.status_code == 422
    assert "前天" in still.content.decode()
    desk.post(address, cells | {"cell_3": "2026-05-04"})
    assert Matter.objects.filter(outside_id="104", title="井盖翘起").exists()
    assert desk.get(address).status_code == 404


def test_a_cell_as_long_as_a_book_is_cut_only_when_asked(desk: Client, cast: Cast, tmp_path: Path) -> None:
    run = brought(cast.room, as_csv(tmp_path / "a.csv", [("105", "长信", HUGE, "2026-05-04")]))
    address = page_of(run, "import_line", line=2)
    assert len(desk.get(address).content) < 50_000
    kept = {"cell_0": "105", "cell_1": "长信", "cell_3": "2026-05-04"}
    assert desk.post(address, kept).status_code == 422
    desk.post(address, kept | {"shorten": "on"})
    assert len(Matter.objects.get().text) == 100_000


def test_a_line_nobody_wants_is_left_out(desk: Client, cast: Cast, tmp_path: Path) -> None:
    run = brought(cast.room, as_csv(tmp_path / "a.csv", [*LINES, BROKEN]))
    desk.post(page_of(run, "import_leave_out", line=5))
    assert run.rows.get(line=5).outcome == "skipped"


def test_taking_back_asks_first_and_says_what_stays(desk: Client, cast: Cast, tmp_path: Path) -> None:
    run = brought(cast.room, as_csv(tmp_path / "a.csv"))
    Matter.objects.filter(outside_id="102").update(version=2)
    assert desk.get(page_of(run, "import_undo")).status_code == 200
    assert Matter.objects.count() == 3
    desk.post(page_of(run, "import_undo"))
    tasks.carry_on_import.call(str(run.pk))
    stays = Matter.objects.get()
    assert stays.reference in desk.get(page_of(run)).content.decode()


def test_a_file_only_looked_at_can_be_thrown_away(desk: Client, cast: Cast, tmp_path: Path) -> None:
    run = opened(cast.room, as_csv(tmp_path / "a.csv"))
    desk.post(page_of(run, "import_discard"))
    assert not ImportRun.objects.exists()


def test_what_stopped_goes_on(desk: Client, cast: Cast, tmp_path: Path) -> None:
    run = opened(cast.room, as_csv(tmp_path / "a.csv"))
    desk.post(page_of(run), as_planned(run, start="1"))
    ImportRun.objects.update(state="failed")
    assert page_of(run, "import_go_on") in desk.get(page_of(run)).content.decode()
    desk.post(page_of(run, "import_go_on"))
    tasks.carry_on_import.call(str(run.pk))
    assert Matter.objects.count() == 3


def test_markup_from_the_table_is_shown_not_run(desk: Client, cast: Cast, tmp_path: Path) -> None:
    markup = "<script>alert(1)</script>"
    table = as_csv(tmp_path / "a.csv", [(markup, markup, markup, markup)], (f"编号{markup}", "主题", "内容", "时间"))
    run = opened(cast.room, table, origin=markup)
    for page in (page_of(run), reverse("desk:import")):
        assert markup not in desk.get(page).content.decode()
    run = brought(cast.room, table, origin=markup)
    for page in (page_of(run), page_of(run, "import_line", line=2)):
        assert markup not in desk.get(page).content.decode()


@pytest.mark.parametrize("who", ["auxiliary", "cadre", "mediator", "lawyer"])
def test_who_may_not_import_is_kept_out_of_every_page(cast: Cast, client: Client, tmp_path: Path, who: str) -> None:
    account: Account = getattr(cast, who)
    client.force_login(account)
    run = opened(cast.room, as_csv(tmp_path / "a.csv"))
    pages = [page_of(run, name) for name in ("import_run", "import_progress", "import_undo")]
    assert {client.get(page).status_code for page in [reverse("desk:import"), *pages]} == {403}


def test_an_import_of_another_room_is_not_there(cast: Cast, client: Client, tmp_path: Path) -> None:
    client.force_login(cast.neighbour)
    run = opened(cast.room, as_csv(tmp_path / "a.csv"))
    for name in ("import_run", "import_progress", "import_undo"):
        assert client.get(page_of(run, name)).status_code == 404
    for name in ("import_go_on", "import_discard", "import_undo"):
        assert client.post(page_of(run, name)).status_code == 404
