"""In the program itself: the bell at the desk."""
