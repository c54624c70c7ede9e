/* Firmware that links the archive and calls nothing. */
int main(void)
{
    return 0;
}
