// PeerJS's server as it comes, with room for everybody.
const { PeerServer } = require('peer')

PeerServer({ host: '127.0.0.1', port: Number(process.argv[2]), concurrent_limit: 100_000 })
