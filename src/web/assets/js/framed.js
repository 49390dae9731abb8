// framed.js - what a form or a talk in a frame of another site says to visit.js around it: the form learns
// of the visit; a talk leaves its address, so that whoever goes on to another page of the site finds it
// where the form stands there.
const form = document.querySelector("form[data-riddle]");
const talk = location.pathname.startsWith("/talk/");

function hear({ source, origin, data }) {
    if (source !== parent || data?.moshtari !== "visit") return;
    if (talk) {
        const path = document.querySelector("form[data-says]") ? location.pathname : "";
        source.postMessage({ moshtari: "talk", path }, origin);
    } else if (/^\/talk\/[^/]+$/.test(data.talk ?? "")) {
        location.replace(data.talk);
    } else {
        form.elements._visit.value = data.name;
    }
}

// The page around makes the frame as high as what stands in it.
function tellHeight() {
    parent.postMessage({ moshtari: "height", height: document.body.scrollHeight }, "*");
}

if (parent !== window && (form || talk)) {
    document.documentElement.classList.add("m-framed");
    new ResizeObserver(tellHeight).observe(document.querySelector("main"));
    addEventListener("message", hear);
    parent.postMessage({ moshtari: "visit?" }, "*");
}
