/** Who is signed in, and in which organisation they last chose to act. */
export interface Session {
  user_id: string;
  name: string;
  email: string;
  organisation_id: string | null;
  expires_at: string;
}
