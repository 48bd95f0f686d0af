"""协作网: posts, patrols and the people who walk them."""
