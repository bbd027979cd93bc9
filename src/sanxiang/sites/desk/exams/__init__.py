"""资格考试: an officer's examinations, the paper, and the result. It works without script; with it, answers save themselves."""
