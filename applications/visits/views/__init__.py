"""The two sides of an appointment: the person who comes, the desk that receives."""
