// Spares a person the click on a page that has one button only. What merely fetches links runs no scripts.
document.querySelector("form[data-submit-at-once]")?.requestSubmit();
