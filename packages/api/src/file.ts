/** A file as field values hold it. Content: GET /api/apps/:app/files/:id */
export interface StoredFile {
  id: string
  name: string
  /** Bytes. */
  size: number
  /** MIME type found by looking at the content. */
  type: string
}
