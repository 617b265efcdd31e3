import { defineNodeServer } from '../../process-services.ts'
import waitMessage from './wait-message.ts'

export default defineNodeServer(waitMessage, async () => ({ key: null }))
