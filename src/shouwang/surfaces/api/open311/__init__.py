"""Open311 GeoReport v2: public topics only, texts written for the public only, nothing of a person ever."""
