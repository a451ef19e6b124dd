interface Query {
  isPending: boolean;
  error: unknown;
  refetch: () => unknown;
}

/** A list that is read at once, as `ListWithAside` takes those that are read page by page. */
export function wholeList({ isPending, error, refetch }: Query) {
  return {
    isPending,
    error,
    refetch,
    hasNextPage: false,
    isFetchingNextPage: false,
    fetchNextPage: refetch,
  };
}
