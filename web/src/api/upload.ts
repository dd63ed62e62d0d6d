import { answer } from "./http";

/** Without any progress; after the last byte the server may need that long for a file of many rows. */
const PATIENCE_MS = 60_000;

/**
 * Posts a file as it is. `fetch` cannot say how far an upload is, so this is an XMLHttpRequest.
 * `onProgress` hears how much of the file is with the server, from 0 to 1. Throws `ApiError`, and nothing else.
 */
export function upload<T>(path: string, file: Blob, onProgress: (sent: number) => void): Promise<T> {
  return answer<T>(
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", path);
      request.setRequestHeader("Content-Type", "text/csv");
      const wait = () => window.setTimeout(() => request.abort(), PATIENCE_MS);
      let waiting = wait();
      request.upload.onprogress = ({ loaded, total }) => {
        window.clearTimeout(waiting);
        waiting = wait();
        onProgress(total > 0 ? loaded / total : 0);
      };
      request.onloadend = () => window.clearTimeout(waiting);
      request.onabort = () => reject(new DOMException("no answer to the upload", "TimeoutError"));
      request.onload = () => {
        const response = new Response(null, { status: request.status });
        try {
          const body: unknown = JSON.parse(request.responseText);
          resolve(response.ok ? { data: body as T, response } : { error: body, response });
        } catch (error) {
          reject(error);
        }
      };
      request.onerror = () => reject(new TypeError("the upload did not arrive"));
      request.send(file);
    }),
  );
}
