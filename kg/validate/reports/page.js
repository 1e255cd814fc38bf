const form = document.getElementById("filter"), count = document.getElementById("count");
const articles = [...document.querySelectorAll("article")], sections = [...document.querySelectorAll("section")];
function filter() {
  const levels = new Set([...form.querySelectorAll("input[type=checkbox]:checked")].map(box => box.value));
  const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const article of articles) {
    const text = article.textContent.toLowerCase();
    article.hidden = !levels.has(article.dataset.level) || !words.every(word => text.includes(word));
    shown += article.hidden ? 0 : 1;
  }
  for (const section of sections) section.hidden = ![...section.querySelectorAll("article")].some(one => !one.hidden);
  count.textContent = shown + " of " + articles.length + " shown";
}
if (form) {
  form.addEventListener("input", filter);
  form.addEventListener("submit", event => event.preventDefault());
  form.hidden = false;
  filter();
}
