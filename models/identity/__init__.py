"""Who a person is: a key pair in the person's own profile folder, and requests to join a project."""
