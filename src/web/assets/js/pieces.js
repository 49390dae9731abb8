// pieces.js - sends a file in pieces. The server says how large a piece is and where to go on,
// so that a piece may come twice and a lost connection costs one piece.
const TRIES = 7, FIRST_WAIT_MS = 500, PIECE_BYTES = 262144;
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const token = () => document.querySelector('meta[name="form-token"]')?.content ?? "";

const ask = (method, path, body) =>
    fetch(path, { method, body, headers: { "X-Form-Token": token() } });

// What the server refuses it says in plain text.
export async function announce(path, about) {
    const reply = await ask("POST", path, new URLSearchParams(about));
    if (reply.ok) return reply.json();
    const error = new Error(reply.statusText);
    if (reply.headers.get("content-type")?.startsWith("text/plain")) error.told = await reply.text();
    throw error;
}

// A lost connection is tried again for half a minute.
async function put(path, piece) {
    for (let tries = 1; ; tries++) {
        try {
            const reply = await ask("PUT", path, piece);
            if (reply.ok) return await reply.json();
            if (reply.status < 500) throw new Error(reply.statusText);
        } catch (error) {
            if (tries === TRIES || !(error instanceof TypeError)) throw error;
        }
        await wait(FIRST_WAIT_MS * 2 ** Math.min(tries - 1, 4));
    }
}

/** Send what of `file` is missing at `place`, which remembers how much has arrived; `show`
 *  hears which part that is. */
export async function sendRest(place, file, show) {
    while (place.at < file.size) {
        const piece = file.slice(place.at, place.at + (place.piece ?? PIECE_BYTES));
        place.at = (await put(`${place.path}?offset=${place.at}`, piece)).at;
        show(place.at / file.size);
    }
}

/** Announce `file` at `path` with `about` and send it. Gives what the server said of it. */
export async function sendPieces(path, about, file, show) {
    const place = await announce(path, about);
    await sendRest(place, file, show);
    return place;
}
