"""The app in a browser: Textual's own server with a door in front of it. It needs the extra `web`."""
