"""What was really done: measures over touches, actions and sittings."""
