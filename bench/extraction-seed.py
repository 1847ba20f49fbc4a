"""Writes messages straight into the database of a stopped Synapse: python extraction-seed.py database messages room_id...

Each room's last event must be a message; the new ones follow it, by the same sender. Synapse checks that an
event's id is the hash of what it holds, so Synapse's own code computes the ids.
"""

import hashlib
import json
import sqlite3
import sys

from synapse.api.room_versions import KNOWN_ROOM_VERSIONS
from synapse.events import make_event_from_dict

TEXT = "It was a bright cold day in April, and the clocks were striking thirteen. "


def seed(db, room_id: str, messages: int, stream: int) -> int:
    version = KNOWN_ROOM_VERSIONS[
        db.execute("SELECT room_version FROM rooms WHERE room_id = ?", (room_id,)).fetchone()[0]
    ]
    last_id, text, group = db.execute(
        "SELECT event_id, json, state_group FROM events JOIN event_json USING (event_id)"
        " JOIN event_to_state_groups USING (event_id)"
        " WHERE events.room_id = ? ORDER BY topological_ordering DESC LIMIT 1",
        (room_id,),
    ).fetchone()
    template = json.loads(text)
    events, jsons, groups, edges = [], [], [], []
    for number in range(1, messages + 1):
        body = f"{number}: {TEXT * (1 + number % 4)}"
        content = {"msgtype": "m.text", "body": body}
        pdu = {
            **template,
            "content": content,
            "prev_events": [last_id],
            "depth": template["depth"] + number,
            "origin_server_ts": template["origin_server_ts"] + number,
            "hashes": {"sha256": hashlib.sha256(body.encode()).hexdigest()},
        }
        event = make_event_from_dict(pdu, version)
        stream += 1
        events.append(
            (stream, pdu["depth"], event.event_id, "m.room.message", room_id, True, False, pdu["depth"],
             pdu["origin_server_ts"], pdu["origin_server_ts"], pdu["sender"], False, "master")
        )  # fmt: skip
        jsons.append((event.event_id, room_id, "{}", json.dumps(pdu), 3))
        groups.append((event.event_id, group))
        edges.append((event.event_id, last_id, False))
        last_id = event.event_id
    db.executemany(
        "INSERT INTO events (stream_ordering, topological_ordering, event_id, type, room_id, processed, outlier,"
        " depth, origin_server_ts, received_ts, sender, contains_url, instance_name)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        events,
    )
    db.executemany("INSERT INTO event_json VALUES (?, ?, ?, ?, ?)", jsons)
    db.executemany("INSERT INTO event_to_state_groups VALUES (?, ?)", groups)
    db.executemany("INSERT INTO event_edges (event_id, prev_event_id, is_state) VALUES (?, ?, ?)", edges)
    db.execute("DELETE FROM event_forward_extremities WHERE room_id = ?", (room_id,))
    db.execute("INSERT INTO event_forward_extremities (event_id, room_id) VALUES (?, ?)", (last_id, room_id))
    return stream


def main() -> None:
    database, messages, *rooms = sys.argv[1:]
    with sqlite3.connect(database) as db:
        stream = db.execute("SELECT max(stream_ordering) FROM events").fetchone()[0]
        for room_id in rooms:
            stream = seed(db, room_id, int(messages), stream)
        # Without statistics SQLite reads a long room anew for each page.
        db.execute("ANALYZE")


main()
