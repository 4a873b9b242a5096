"""The two engines. Nobody outside `search` reaches them: ask `search.searching`."""
