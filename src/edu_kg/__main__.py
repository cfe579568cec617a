"""`python -m edu_kg`: the same as `edu-kg`."""

from edu_kg.cli import main

if __name__ == "__main__":
    main()
