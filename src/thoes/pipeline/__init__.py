"""Plans for more housing: from idea to opened, the dialogue with neighbours, and need against supply."""
