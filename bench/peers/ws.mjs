// A room on ws alone: what one says, the others of the same path hear.
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

const rooms = new Map()
const server = createServer((_request, response) => response.end('up'))
const sockets = new WebSocketServer({ server, perMessageDeflate: false })

sockets.on('connection', (socket, { url }) => {
  const room = rooms.get(url) ?? new Set()
  rooms.set(url, room.add(socket))
  socket.on('message', (data, binary) => {
    for (const other of room) if (other !== socket) other.send(data, { binary })
  })
  socket.on('close', () => {
    room.delete(socket)
    if (room.size === 0) rooms.delete(url)
  })
})
server.listen({ host: '127.0.0.1', port: Number(process.argv[2]), backlog: 4096 })
