import { defineNodeServer } from '../../process-services.ts'
import onMessage from './on-message.ts'

export default defineNodeServer(onMessage, async () => ({ key: null }))
