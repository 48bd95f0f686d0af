"""反诈宣传: bulletins and campaigns."""
