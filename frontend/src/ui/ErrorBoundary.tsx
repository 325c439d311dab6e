/** Keeps a mistake in one part of the page from blanking the rest, and says what can be done. */
import { Component, type ErrorInfo, type ReactNode } from "react";
import { Button } from "./Button";
import { Empty } from "./Empty";

interface ErrorBoundaryProps {
  children: ReactNode;
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: Error | null }> {
  state = { error: null as Error | null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  componentDidCatch(error: Error, info: ErrorInfo) {
    console.error("A part of the page failed.", error, info.componentStack);
  }

  render() {
    if (!this.state.error) return this.props.children;
    return (
      <Empty
        title="This part of the page failed"
        actions={
          <>
            <Button onClick={() => this.setState({ error: null })}>Try again</Button>
            <Button look="quiet" onClick={() => window.location.reload()}>
              Load the page anew
            </Button>
          </>
        }
      >
        What you drew is kept. ({this.state.error.message.slice(0, 200)})
      </Empty>
    );
  }
}
