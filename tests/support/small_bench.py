"""A bench of a few small files: enough for contexts of 3,000 tokens, in a second."""

import json
from pathlib import Path

QUAYS = ("Corrie", "Hollin", "Tollgate", "Brinsea", "Marrow", "Skerry", "Orde", "Quill")


def write_corpus(folder: Path) -> Path:
    """Write one Markdown file a quay, each with its own depth, year and keeper."""
    folder.mkdir(parents=True, exist_ok=True)
    for i, quay in enumerate(QUAYS):
        watches = "\n\n".join(
            f"On watch {n} of the {quay} log nothing was seen but gulls, {n * 31 % 17} "
            f"boats with {'nets' if n % 2 else 'pots'}, and weather from the west."
            for n in range(40)
        )
        (folder / f"{quay.lower()}.md").write_text(
            f"# {quay} quay\n\nThe {quay} quay is {17 + 3 * i}.{i} m deep at low tide. "
            f"It was opened in {1901 + i} by keeper {quay}son Thorne.\n\n"
            f"# Log of {quay}\n\n{watches}\n",
            encoding="utf-8",
        )
    return folder


def write_questions(path: Path) -> Path:
    """Write two questions a quay, and one that nothing answers."""
    rows: list[dict[str, object]] = []
    for i, quay in enumerate(QUAYS):
        depth = f"{17 + 3 * i}.{i}"
        place = {"document": f"{quay.lower()}.md", "quote": f"quay is {depth} m deep"}
        opened = {
            "document": f"{quay.lower()}.md",
            "quote": f"opened in {1901 + i} by keeper {quay}son Thorne",
        }
        rows.append(
            {
                "id": f"depth-{quay}",
                "question": f"How deep is the {quay} quay at low tide?",
                "answers": [f"{depth} m"],
                "answer_type": "number",
                "unit": "m",
                "evidence": [place],
            }
        )
        rows.append(
            {
                "id": f"keeper-{quay}",
                "question": f"Who was the keeper that opened the {quay} quay?",
                "answers": [f"{quay}son Thorne"],
                "answer_type": "text",
                "evidence": [opened],
            }
        )
    rows.append(
        {
            "id": "nothing",
            "question": "Which vessel sank at the Corrie pier in 1899?",
            "unanswerable": True,
        }
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
