package io.bascule.config;

/** Checks the signature in RawData(96) of a Logon. Takes up to a millisecond: never to be called on an event loop. */
public sealed interface LogonSignature extends Proof permits HmacSecret, Ed25519Key {
    /**
     * Whether the signature is that of the text.
     *
     * @param text what was signed
     * @param signature its bytes, of whatever length
     */
    boolean verify(byte[] text, byte[] signature);
}
