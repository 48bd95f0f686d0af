"""Every document of a dispute's file, each described once, in the fields of the ministry's forms of 2010."""
