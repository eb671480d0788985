namespace SeeSupport.WebFront.Uploads;

/// <summary>
/// One request at a time works on an upload. A new one means that its sender has given up the one before, whose connection may hang for
/// long: it stops reading, and the new one goes on with what it got.
/// </summary>
internal sealed class UploadTurns
{
    private readonly Dictionary<string, Turn> _turns = new(StringComparer.Ordinal);

    /// <summary>Waits for the turn; disposing it ends the turn.</summary>
    public async Task<Turn> Take(string upload, CancellationToken cancellation)
    {
        while (true)
        {
            Turn? before;
            lock (_turns)
            {
                if (!_turns.TryGetValue(upload, out before))
                    return _turns[upload] = new Turn(this, upload, cancellation);
            }

            before.StopReading();
            await before.Over.WaitAsync(cancellation);
        }
    }

    /// <summary>The turn if nobody has it; null otherwise.</summary>
    public Turn? TryTake(string upload)
    {
        lock (_turns)
            return _turns.ContainsKey(upload) ? null : _turns[upload] = new Turn(this, upload, CancellationToken.None);
    }

    /// <summary>The right to work on an upload.</summary>
    internal sealed class Turn(UploadTurns turns, string upload, CancellationToken cancellation) : IDisposable
    {
        private readonly CancellationTokenSource _reading = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Ends when the request ends, or another one wants the turn.</summary>
        public CancellationToken Reading => _reading.Token;

        /// <summary>Done when the turn is over.</summary>
        public Task Over => _over.Task;

        /// <summary>Another request wants the turn.</summary>
        public void StopReading()
        {
            lock (_over)
            {
                if (!_over.Task.IsCompleted)
                    _reading.Cancel();
            }
        }

        public void Dispose()
        {
            lock (turns._turns)
                turns._turns.Remove(upload);
            lock (_over)
            {
                _over.TrySetResult();
                _reading.Dispose();
            }
        }
    }
}
