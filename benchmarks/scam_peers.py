"""What the linear part is measured beside: plain TF-IDF with a support vector machine, hashing with stochastic gradient
descent, and complement naive Bayes, each over groups of one to three characters as the notes on outreach had them."""

import re
import unicodedata
from collections.abc import Callable, Sequence

from sklearn.feature_extraction.text import HashingVectorizer, TfidfVectorizer
from sklearn.linear_model import SGDClassifier
from sklearn.naive_bayes import ComplementNB
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

Peer = Callable[[Sequence[str], Sequence[str], Sequence[str]], list[str]]


def plain(text: str) -> str:
    return re.sub("[0-9]", "0", unicodedata.normalize("NFKC", text))


def words() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True, min_df=2, preprocessor=plain)


def svc(texts: Sequence[str], labels: Sequence[str], asked: Sequence[str]) -> list[str]:
    return list(make_pipeline(words(), LinearSVC(random_state=1)).fit(texts, labels).predict(asked))


def sgd(texts: Sequence[str], labels: Sequence[str], asked: Sequence[str]) -> list[str]:
    hashes = HashingVectorizer(
        analyzer="char", ngram_range=(1, 3), n_features=2**18, preprocessor=plain, alternate_sign=False
    )
    machine = SGDClassifier(loss="log_loss", alpha=1e-6, random_state=1, n_jobs=1)
    return list(make_pipeline(hashes, machine).fit(texts, labels).predict(asked))


def bayes(texts: Sequence[str], labels: Sequence[str], asked: Sequence[str]) -> list[str]:
    return list(make_pipeline(words(), ComplementNB()).fit(texts, labels).predict(asked))


PEERS: dict[str, Peer] = {"TF-IDF + SVC": svc, "hash + SGD": sgd, "ComplementNB": bayes}
