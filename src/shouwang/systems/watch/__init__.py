"""情报网: the watch net."""
