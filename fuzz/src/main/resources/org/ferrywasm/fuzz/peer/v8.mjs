// Answers for V8: a question on each line of the input, an answer on each line of the output.
import { createInterface } from 'node:readline';

const FACTOR = 17;

function words(error) {
  return String(error).replaceAll('\n', ' ');
}

function outcome(error) {
  if (error instanceof WebAssembly.Exception) {
    return 'threw';
  }
  return error instanceof WebAssembly.RuntimeError ? 'trapped' : 'failed: ' + words(error);
}

function answer(question) {
  const asked = [];
  const host = {
    ask: (n) => {
      asked.push(n);
      return (Math.imul(n, FACTOR) + 3) | 0;
    },
    note: () => {
      asked.push(0);
    },
  };
  let exported;
  try {
    const module = new WebAssembly.Module(Buffer.from(question.module, 'base64'));
    exported = new WebAssembly.Instance(module, { host }).exports;
  } catch (error) {
    return { refused: words(error), outcomes: [], asked, state: {}, details: [] };
  }
  const outcomes = [];
  const details = [];
  for (const call of question.calls) {
    try {
      outcomes.push('returned ' + exported[call.function](call.argument));
      details.push('');
    } catch (error) {
      outcomes.push(outcome(error));
      details.push(words(error));
    }
  }
  const state = {};
  for (const name of question.state) {
    try {
      state[name] = String(exported[name]());
    } catch (error) {
      state[name] = words(error);
    }
  }
  return { refused: null, outcomes, asked, state, details };
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(answer(JSON.parse(line))) + '\n');
}
