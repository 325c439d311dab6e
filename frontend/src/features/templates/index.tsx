/** The templates: workflows that come with Quintet and run as they are. */
import { Page } from "@/features/shell";
import { ExampleCards } from "@/features/workflows";

export function TemplatesPage() {
  return (
    <Page title="Templates" about="Take one, run it as it is, then make it yours.">
      <ExampleCards />
    </Page>
  );
}
