// Draws the pages of the API from its schema. Calls made from them carry the session's CSRF token.
(() => {
  const place = document.getElementById("docs");
  const token = () => document.cookie.split("; ").find((part) => part.startsWith("csrftoken="))?.split("=")[1] ?? "";
  window.SwaggerUIBundle({
    url: place.dataset.schema,
    domNode: place,
    deepLinking: true,
    defaultModelsExpandDepth: -1,
    requestInterceptor: (request) => {
      if (request.url.startsWith(window.location.origin)) request.headers["X-CSRFToken"] = token();
      return request;
    },
  });
})();
