// A room on uWebSockets.js alone. The package's own door looks for add-ons that are built at its installation; the one
// that it ships for this Node is enough.
const path = require('node:path')
const folder = path.dirname(require.resolve('@trufflesuite/uws-js-unofficial/package.json'))
const built = `uws_${process.platform}_${process.arch}_${process.versions.modules}.node`
const uws = require(path.join(folder, 'binaries', built))

const rooms = new Map()
const app = uws.App()
app.get('/*', (response) => response.end('up'))
app.ws('/ws/:room', {
  compression: uws.DISABLED,
  maxPayloadLength: 64 * 1024,
  upgrade(response, request, context) {
    const header = (name) => request.getHeader(`sec-websocket-${name}`)
    const room = request.getParameter(0)
    response.upgrade({ room }, header('key'), header('protocol'), header('extensions'), context)
  },
  open(socket) {
    const { room } = socket.getUserData()
    rooms.set(room, (rooms.get(room) ?? new Set()).add(socket))
  },
  message(socket, data, binary) {
    for (const other of rooms.get(socket.getUserData().room)) if (other !== socket) other.send(data, binary)
  },
  close(socket) {
    const { room } = socket.getUserData()
    rooms.get(room).delete(socket)
    if (rooms.get(room).size === 0) rooms.delete(room)
  },
})
app.listen('127.0.0.1', Number(process.argv[2]), (listening) => {
  if (!listening) process.exit(1)
})
