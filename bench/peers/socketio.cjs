// A room on socket.io: join one, and what one says the others of it hear.
const { createServer } = require('node:http')
const { Server } = require('socket.io')

const server = createServer((_request, response) => response.end('up'))
const sockets = new Server(server, { transports: ['websocket'], perMessageDeflate: false })

sockets.on('connection', (socket) => {
  let room
  socket.on('join', (name) => {
    room = name
    socket.join(name)
    socket.emit('joined')
  })
  socket.on('say', (data) => socket.to(room).emit('say', data))
})
server.listen({ host: '127.0.0.1', port: Number(process.argv[2]), backlog: 4096 })
