import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { text } from "./text.ts";

/** Copies something, and says that it did. Without a clipboard, what is shown can be selected. */
export function CopyButton({ content, isPrimary }: { content: string; isPrimary?: boolean }) {
  const [copied, setCopied] = useState<string>();
  const copy = async () => {
    await navigator.clipboard.writeText(content);
    setCopied(content);
  };
  return (
    <Button isPrimary={isPrimary ?? false} onPress={() => void copy()}>
      <span aria-live="polite">{copied === content ? text.copied : text.copy}</span>
    </Button>
  );
}
