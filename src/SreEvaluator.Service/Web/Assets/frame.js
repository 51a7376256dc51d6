// On a phone the parts of the service are wider than it is: the one that the page belongs to is brought into view.
const here = document.querySelector(".bar nav [aria-current]");
const nav = here?.closest("nav");
if (nav) nav.scrollLeft = here.offsetLeft - (nav.clientWidth - here.offsetWidth) / 2;
