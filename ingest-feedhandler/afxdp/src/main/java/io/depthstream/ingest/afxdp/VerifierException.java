package io.depthstream.ingest.afxdp;

/** The kernel's verifier took an XDP program for unsafe; the message holds the end of its log. */
final class VerifierException extends SystemCallException {
    private static final long serialVersionUID = 1L;

    VerifierException(final int errno, final String log) {
        super("the kernel's verifier refuses the XDP program, its log ends:\n" + log + "\n", errno);
    }
}
