// request.js - what every request of htmx carries: the form token of the session.
document.addEventListener("htmx:config:request", (event) => {
    const token = document.querySelector('meta[name="form-token"]')?.content;
    if (token) event.detail.ctx.request.headers["X-Form-Token"] = token;
});
