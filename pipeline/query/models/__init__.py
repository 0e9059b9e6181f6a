"""What is known of the models, where each is asked, and what it is sent."""
