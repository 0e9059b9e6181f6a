from tests.support.reference.pages import write

if __name__ == "__main__":
    write()
