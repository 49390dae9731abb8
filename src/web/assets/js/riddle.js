// riddle.js - solves the riddle of an open form while one writes: a number that, put behind the
// challenge, gives a digest beginning with enough zero bits (modules/requests/challenge.h). Without it
// the form works all the same, but for a crowd from one place.
function zeroBits(digest) {
    const at = digest.findIndex((byte) => byte);
    return at < 0 ? digest.length * 8 : at * 8 + Math.clz32(digest[at]) - 24;
}

async function solve(challenge, bits) {
    const encoder = new TextEncoder();
    for (let n = 0; ; n++) {
        const digest = await crypto.subtle.digest("SHA-256", encoder.encode(challenge + n));
        if (zeroBits(new Uint8Array(digest)) >= bits) return n;
    }
}

for (const form of document.querySelectorAll("form[data-riddle]"))
    form.addEventListener("focusin", async () => {
        if (!globalThis.crypto?.subtle) return; // only on safe connections
        form.elements._answer.value =
            await solve(form.dataset.riddle, Number(form.dataset.riddleBits));
    }, { once: true });
