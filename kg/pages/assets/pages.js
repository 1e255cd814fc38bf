// Leads from the anchor of a term on the index (#Claim, where a term's IRI ends up) to its page, and finds terms as one types.
"use strict";

function followAnchor() {
  const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (row && row.dataset.page) location.replace(row.dataset.page);
}

function findTerms(input, output) {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of document.querySelectorAll(".terms li")) {
    const text = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
    if (!row.hidden) shown += 1;
  }
  for (const list of document.querySelectorAll(".terms")) {
    list.parentElement.hidden = !list.querySelector("li:not([hidden])");
  }
  output.textContent = words.length ? `${shown} found` : "";
}

const search = document.getElementById("_search");
if (search) {
  followAnchor();
  addEventListener("hashchange", followAnchor);
  search.parentElement.hidden = false;
  search.addEventListener("input", () => findTerms(search, search.parentElement.querySelector("output")));
}
