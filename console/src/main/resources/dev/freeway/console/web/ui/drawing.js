/** The library, once it is wanted: few pages need it. */
let library;

async function loaded() {
  library ??= import('chart.js').then((all) => {
    all.Chart.register(all.BarController, all.BarElement, all.CategoryScale, all.LineController,
      all.LineElement, all.LinearScale, all.PointElement, all.Tooltip);
    return all;
  });
  return library;
}

const SIZE = 12;

/**
 * Draws it with the colours of the moment.
 *
 * @param {() => boolean} wanted whether it still is when the library is there
 * @returns {Promise<object | undefined>} to be destroyed before the next
 */
export async function draw(canvas, { kind, names, series, say }, tones, wanted) {
  const { Chart } = await loaded();
  if (!wanted()) return undefined;
  const colour = (token) => resolved(canvas, token);
  const font = { family: getComputedStyle(canvas).fontFamily, size: SIZE };
  return new Chart(canvas, {
    type: kind,
    data: {
      labels: names,
      datasets: series.map(({ name, tone, values }) => ({
        label: name, data: values, ...painted(kind, colour, tones[tone]),
      })),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      scales: scales(colour, font, say),
      plugins: { tooltip: tooltip(colour, font, say) },
    },
  });
}

function scales(colour, font, say) {
  const ticks = { color: colour('--muted'), font };
  return {
    x: {
      stacked: true,
      grid: { display: false },
      border: { color: colour('--edge') },
      ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 16 },
    },
    y: {
      stacked: true,
      beginAtZero: true,
      grid: { color: colour('--line') },
      border: { display: false },
      ticks: { ...ticks, precision: 0, maxTicksLimit: 5, callback: (n) => say(n) },
    },
  };
}

function tooltip(colour, font, say) {
  return {
    backgroundColor: colour('--text'),
    titleColor: colour('--card'),
    bodyColor: colour('--card'),
    titleFont: font,
    bodyFont: font,
    displayColors: false,
    callbacks: { label: ({ dataset, raw }) => `${dataset.label}: ${say(raw)}` },
  };
}

function painted(kind, colour, { colour: token, striped }) {
  const full = colour(token);
  const fill = striped ? stripes(full, colour('--card')) : full;
  if (kind === 'bar') {
    return { backgroundColor: fill, borderColor: full, borderWidth: striped ? 1 : 0, borderRadius: 2, maxBarThickness: 40 };
  }
  return { borderColor: full, borderWidth: 2, borderDash: striped ? [6, 4] : [], pointRadius: 2, pointBackgroundColor: full };
}

/** So that two series differ to those as well who do not see their colours apart. */
function stripes(full, ground) {
  const tile = document.createElement('canvas');
  tile.width = 6;
  tile.height = 6;
  const brush = tile.getContext('2d');
  brush.fillStyle = ground;
  brush.fillRect(0, 0, 6, 6);
  brush.strokeStyle = full;
  brush.lineWidth = 2.5;
  for (const from of [-6, 0, 6]) {
    brush.moveTo(from, 6);
    brush.lineTo(from + 6, 0);
  }
  brush.stroke();
  return brush.createPattern(tile, 'repeat');
}

/** A token of the sheet as the canvas takes it: what `light-dark()` makes of it here. */
function resolved(canvas, token) {
  canvas.style.color = `var(${token})`;
  const { color } = getComputedStyle(canvas);
  canvas.style.color = '';
  return color;
}
