const data = JSON.parse(document.getElementById("__NEXT_DATA__").textContent).props.pageProps;
const root = document.getElementById("root");
const heading = document.createElement("h1");
heading.textContent = data.company.name;
root.append(heading);
