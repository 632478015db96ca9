import { api } from "./api.js";
import { byId } from "./dom.js";
import { newKey } from "./outbox.js";
import { t } from "./words.js";

const longestCaption = 1000;
const largestBytes = 1_500_000;
const longestSide = 2000;

/** A photo or document beside the message box; what is being written goes with it. */
export function prepareAttaching({ composer, accepted }) {
  const input = byId("attach-file");
  const status = byId("attach-status");
  byId("attach").addEventListener("click", () => input.click());
  input.addEventListener("change", async () => {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    const caption = composer.take();
    byId("attach").disabled = true;
    status.textContent = t("Sending {name}", { name: file.name });
    try {
      await api.handIn(await smaller(file), { name: file.name, caption: caption.slice(0, longestCaption), key: newKey() });
      status.textContent = "";
      accepted();
    } catch (problem) {
      composer.restore(caption);
      status.textContent = problem.message;
    } finally {
      byId("attach").disabled = false;
    }
  });
}

/** A phone's photo is larger than anybody needs to read a label; drawn anew it also loses where it was taken. */
async function smaller(file) {
  if (!file.type.startsWith("image/") || file.size <= largestBytes) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => canvas.toBlob((drawn) => done(drawn ?? file), "image/jpeg", 0.85));
  } catch {
    // The server says what is wrong with it.
    return file;
  }
}
