"""The pages that the server writes itself: the shell of the application, signing in and out, invitations."""
