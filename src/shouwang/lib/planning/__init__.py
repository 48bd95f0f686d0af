"""Planning: where to stand, who walks where and when, who takes which shift. Plain Python; knows no village."""
