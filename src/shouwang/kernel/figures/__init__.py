"""What a room can count, by name: the parts bring their measures, pages and promises ask for them."""
