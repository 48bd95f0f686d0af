// Sends a file with tus-js-client and tells its progress on stdout, one JSON line an event.
// node tus_client.mjs <endpoint> <ticket> <file>
import { readFileSync } from "node:fs"
import { Upload } from "tus-js-client"

const [endpoint, ticket, path] = process.argv.slice(2)
const tell = (event) => process.stdout.write(JSON.stringify(event) + "\n")

const upload = new Upload(readFileSync(path), {
  endpoint,
  headers: { "Upload-Ticket": ticket },
  metadata: { filename: "材料.pdf", filetype: "application/pdf" },
  chunkSize: 256 * 1024,
  retryDelays: [200, 500, 1000, 1000, 2000, 2000, 3000],
  onChunkComplete: (_size, accepted) => tell({ accepted }),
  onSuccess: () => tell({ done: upload.url }),
  onError: (error) => tell({ error: String(error) }),
})
upload.start()
