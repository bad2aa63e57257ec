package dev.freeway.api;

/** A voice of answers that come in one piece, always. */
public interface WholeVoice extends Voice {
    @Override
    default byte[] keepAlive() {
        return new byte[0];
    }

    @Override
    default byte[] event(byte[] event) {
        return new byte[0];
    }

    @Override
    default byte[] ending() {
        return new byte[0];
    }
}
